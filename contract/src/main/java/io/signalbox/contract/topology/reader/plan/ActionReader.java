package io.signalbox.contract.topology.reader.plan;

import io.signalbox.contract.Action.LambdaInvoke;
import io.signalbox.contract.Action.MetricPut;
import io.signalbox.contract.Action.SnsNotify;
import io.signalbox.contract.Action.SsmPut;
import io.signalbox.contract.Action.Webhook;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is told to the rest of the world. */
public final class ActionReader {

    private static final int LONGEST_URL = 2_000;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]{1,1011}|/[A-Za-z0-9_./-]{1,1010}");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");
    /** What a parameter of the standard tier holds. */
    private static final int LONGEST_VALUE = 4_096;

    private ActionReader() {}

    public static @Nullable Webhook webhook(Cursor at) {
        Fields fields = at.fields("url", "secretVariable");
        if (fields == null) {
            return null;
        }
        String url = fields.required("url", ActionReader::url);
        String secret = fields.has("secretVariable") ? fields.required("secretVariable", ActionReader::variable) : null;
        return url == null ? null : new Webhook(url, secret);
    }

    static @Nullable SsmPut ssmPut(Cursor at) {
        Fields fields = at.fields("region", "name", "value");
        if (fields == null) {
            return null;
        }
        String region = fields.required("region", AwsText::region);
        String name = fields.required(
                "name",
                it -> it.text(
                        "a parameter's name of letters, digits, '_', '.' and '-', or a path of such names that begins"
                                + " with /",
                        text -> PARAMETER.matcher(text).matches()));
        String value = fields.required(
                "value",
                it -> it.text(
                        "a text of 1 to " + LONGEST_VALUE + " characters",
                        text -> !text.isEmpty() && text.length() <= LONGEST_VALUE));
        return region == null || name == null || value == null ? null : new SsmPut(region, name, value);
    }

    static @Nullable SnsNotify snsNotify(Cursor at) {
        Fields fields = at.fields("region", "topic");
        if (fields == null) {
            return null;
        }
        String region = fields.required("region", AwsText::region);
        String topic = fields.required("topic", it -> AwsText.arn(it, "sns"));
        return region == null || topic == null ? null : new SnsNotify(region, topic);
    }

    static @Nullable LambdaInvoke lambdaInvoke(Cursor at) {
        Fields fields = at.fields("region", "function");
        if (fields == null) {
            return null;
        }
        String region = fields.required("region", AwsText::region);
        String function = fields.required("function", it -> AwsText.name(it, "a function's name or ARN"));
        return region == null || function == null ? null : new LambdaInvoke(region, function);
    }

    static @Nullable MetricPut metricPut(Cursor at) {
        Fields fields = at.fields("region", "namespace", "name", "value");
        if (fields == null) {
            return null;
        }
        String region = fields.required("region", AwsText::region);
        String namespace = fields.required("namespace", it -> AwsText.name(it, "a namespace"));
        String name = fields.required("name", it -> AwsText.name(it, "a metric's name"));
        Double value = fields.required("value", it -> it.parsed("a number such as 1 or 0.5", ActionReader::number));
        return region == null || namespace == null || name == null || value == null
                ? null
                : new MetricPut(region, namespace, name, value);
    }

    private static @Nullable Double number(String text) {
        return NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    static @Nullable String url(Cursor at) {
        return at.text("a URL with http or https and a host", ActionReader::isUrl);
    }

    static @Nullable String variable(Cursor at) {
        return at.text("the name of an environment variable of actuator-service", text -> VARIABLE.matcher(text)
                .matches());
    }

    private static boolean isUrl(String text) {
        try {
            var url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return web && url.getHost() != null && text.length() <= LONGEST_URL;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
