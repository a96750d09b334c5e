package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.ForeignRecord;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** A record set in Route 53's own form. @param why it cannot be expressed by {@link RecordSet} */
record ForeignRecordSet(ResourceRecordSet set, String why) implements ForeignRecord {

    Change deletion() {
        return Change.builder()
                .action(ChangeAction.DELETE)
                .resourceRecordSet(set)
                .build();
    }

    @Override
    public int elements() {
        return Math.max(1, set.resourceRecords().size());
    }

    @Override
    public int characters() {
        return set.resourceRecords().stream()
                .mapToInt(record -> record.value().length())
                .sum();
    }

    @Override
    public String toString() {
        String identifier = set.setIdentifier();
        return set.typeAsString() + (identifier == null ? "" : " " + identifier) + " with " + why;
    }
}
