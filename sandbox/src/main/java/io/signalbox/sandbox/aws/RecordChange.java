package io.signalbox.sandbox.aws;

/** One element of a change batch. */
public record RecordChange(Action action, ResourceRecordSet set) {

    public enum Action {
        CREATE,
        DELETE,
        UPSERT;

        /** The number of elements for the limits of one request. */
        int elements() {
            return this == UPSERT ? 2 : 1;
        }
    }

    String inWords() {
        return "[Action=" + action + ", Name=" + set.name() + ", Type=" + set.type() + ", SetIdentifier="
                + set.setIdentifier() + "]";
    }
}
