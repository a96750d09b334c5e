package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.Check.CloudWatchAlarm;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which alarm of Amazon CloudWatch is meant. */
final class AlarmReader {

    private static final String WHAT = "the name of an alarm, 1 to 255 printable ASCII characters";
    private static final Pattern NAME = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private AlarmReader() {}

    static @Nullable CloudWatchAlarm read(Cursor at) {
        Fields fields = at.fields("region", "name", "insufficientData");
        String region = fields.required("region", AwsText::region);
        String name = fields.required(
                "name", it -> it.text(WHAT, text -> NAME.matcher(text).matches()));
        Boolean fails = fields.optional(
                "insufficientData",
                false,
                it -> it.word(List.of(Map.entry("unknown", false), Map.entry("failing", true))));
        return fields.whole(() -> new CloudWatchAlarm(region, name, fails));
    }
}
