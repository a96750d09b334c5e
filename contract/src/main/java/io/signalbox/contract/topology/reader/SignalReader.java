package io.signalbox.contract.topology.reader;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.dns.SignalControls;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.step.RoutingControl;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which object in Amazon S3 moves the traffic of a service. */
final class SignalReader {

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, without the legacy dots. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    /** The characters that are safe in a URL as they are: a health check asks for the object by its path. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_./-]{0,199}");

    private SignalReader() {}

    static @Nullable SignalObject read(Cursor at) {
        Fields fields = at.fields("bucket", "key", "region", "routingControl", "role");
        String bucket = fields.required(
                "bucket",
                it -> it.text("a bucket's name, 3 to 63 of a-z, 0-9 and '-'", text -> BUCKET.matcher(text)
                        .matches()));
        String key = fields.required(
                "key",
                it -> it.text(
                        "an object's key, 1 to 200 of letters, digits, '_', '-', '.' and '/', not beginning with '.'"
                                + " or '/'",
                        text -> KEY.matcher(text).matches()));
        String region = fields.required("region", AwsText::region);
        SignalControls controls = fields.ifPresent("routingControl", SignalReader::controls);
        AwsRole role = fields.ifPresent("role", AwsText::role);
        return fields.whole(() -> new SignalObject(bucket, key, region, controls, role));
    }

    private static @Nullable SignalControls controls(Cursor at) {
        Fields fields = at.fields("endpoints", "preferred", "standby");
        List<SignalControls.Endpoint> endpoints =
                fields.required("endpoints", it -> it.valuesOfSome(SignalReader::endpoint));
        String preferred = fields.required("preferred", SignalReader::control);
        String standby = fields.required("standby", SignalReader::control);
        if (preferred != null && preferred.equals(standby)) {
            fields.at("standby").problem("expected another control than preferred, got the same");
        }
        return fields.whole(() -> endpoints.isEmpty() ? null : new SignalControls(endpoints, preferred, standby));
    }

    private static @Nullable String control(Cursor at) {
        return AwsText.arn(at, "route53-recovery-control");
    }

    private static SignalControls.@Nullable Endpoint endpoint(Cursor at) {
        Fields fields = at.fields("region", "url");
        String region = fields.required("region", AwsText::region);
        String url = fields.required("url", RoutingControl::url);
        return fields.whole(() -> new SignalControls.Endpoint(region, url));
    }
}
