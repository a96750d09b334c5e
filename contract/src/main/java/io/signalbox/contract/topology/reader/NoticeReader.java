package io.signalbox.contract.topology.reader;

import io.signalbox.contract.notice.NoticeKind;
import io.signalbox.contract.notice.NoticeRule;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.ActionKind;
import io.signalbox.contract.step.ActionKinds;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code notify} of a service and of a drill. */
final class NoticeReader {

    private static final String ON = "on";

    /** The kinds of actions that tell somebody something. */
    private static final Map<String, ActionKind<?>> KINDS = ActionKinds.ALL.stream()
            .filter(kind -> Action.Notification.class.isAssignableFrom(kind.type()))
            .collect(Collectors.toUnmodifiableMap(ActionKind::name, kind -> kind));

    private static final List<String> NAMES = KINDS.keySet().stream().sorted().toList();

    private NoticeReader() {}

    /** Reads those of a service: each may say what it wants to be told. */
    static @Nullable List<NoticeRule> rules(Cursor at) {
        return at.values(NoticeReader::rule);
    }

    private static @Nullable NoticeRule rule(Cursor at) {
        Fields fields = at.fields(Stream.concat(Stream.of(ON), NAMES.stream()).toArray(String[]::new));
        Set<NoticeKind> on = fields.ifPresent(ON, NoticeReader::kinds);
        Action by = by(fields);
        if (by == null || fields.has(ON) && on == null) {
            return null;
        }
        return on == null ? NoticeRule.ofAll(by) : new NoticeRule(on, by);
    }

    private static @Nullable Set<NoticeKind> kinds(Cursor at) {
        List<NoticeKind> kinds = at.uniqueOfSome(
                it -> it.word(NoticeKind.words()),
                Found::value,
                (_, other) -> other.at().raw() + " is given twice");
        return kinds == null || kinds.isEmpty() ? null : Set.copyOf(kinds);
    }

    /** Reads those of a drill, which are told everything. */
    static @Nullable List<Action> actions(Cursor at) {
        return at.values(it -> by(it.fields(NAMES.toArray(String[]::new))));
    }

    private static @Nullable Action by(Fields fields) {
        String name = fields.one(NAMES);
        ActionKind<?> kind = name == null ? null : KINDS.get(name);
        return name == null || kind == null ? null : kind.reader().from(fields.at(name));
    }
}
