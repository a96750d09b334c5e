package io.signalbox.actuator.rfc2136;

import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * Finds out what is stored under a name. Queries are not enough: each is answered separately, and an answer made from a
 * wildcard looks like any other. So an update with prerequisites and without changes asks the primary to confirm all
 * answers at once.
 */
final class ZoneLookup {

    private static final Set<RecordType> TYPES = EnumSet.allOf(RecordType.class);
    private static final int TRIES = 3;

    private final SignedConversation primary;
    private final Name zone;
    private final String text;
    private final Name name;

    ZoneLookup(SignedConversation primary, Name zone, String text) throws UpdateFailedException {
        this.primary = primary;
        this.zone = zone;
        this.text = text;
        this.name = DnsJavaRecords.name(text);
    }

    LiveRecords records() throws UpdateFailedException {
        for (int i = 0; i < TRIES; i++) {
            Optional<List<RecordSet>> found = confirmed(asked());
            if (found.isPresent()) {
                return new LiveRecords(found.get(), List.of());
            }
        }
        throw UpdateFailedException.notTaken(
                FailureCause.CHANGING, text + " was changed each time it was looked at", true);
    }

    private List<RecordSet> asked() throws UpdateFailedException {
        var questions = new ArrayList<Message>();
        for (RecordType type : TYPES) {
            var question = Message.newQuery(Record.newRecord(name, DnsJavaRecords.type(type), DClass.IN));
            question.getHeader().unsetFlag(Flags.RD);
            questions.add(question);
        }
        List<Message> answers = primary.ask("query", questions, answer -> answer);
        var sets = new ArrayList<RecordSet>();
        int next = 0;
        for (RecordType type : TYPES) {
            List<Record> records = UpdateAnswers.records(answers.get(next++), name, DnsJavaRecords.type(type));
            if (!records.isEmpty()) {
                sets.add(DnsJavaRecords.set(text, type, records));
            }
        }
        return sets;
    }

    /** @return empty when the records are not as they were answered, or not any more */
    private Optional<List<RecordSet>> confirmed(List<RecordSet> sets) throws UpdateFailedException {
        if (holds(UpdateMessage.check(zone, name, sets, TYPES))) {
            return Optional.of(sets);
        }
        return holds(UpdateMessage.checkUnused(zone, name)) ? Optional.of(List.of()) : Optional.empty();
    }

    private boolean holds(Message check) throws UpdateFailedException {
        try {
            return primary.ask("check", check, answer -> {
                UpdateAnswers.requireDone(answer);
                return true;
            });
        } catch (UpdateFailedException e) {
            if (e.isMismatch()) {
                return false;
            }
            throw e;
        }
    }
}
