package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.ForeignRecord;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** As Route 53 has it. @param why what about it our words cannot say */
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
