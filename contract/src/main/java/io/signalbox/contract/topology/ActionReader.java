package io.signalbox.contract.topology;

import io.signalbox.contract.StepArguments.SsmPut;
import io.signalbox.contract.StepArguments.Webhook;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the actuator is asked to make true. */
final class ActionReader {

    private static final int LONGEST_URL = 2_000;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{1,20}){1,3}-[0-9]{1,2}");
    /** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]{1,1011}|/[A-Za-z0-9_./-]{1,1010}");
    /** What a parameter of the standard tier holds. */
    private static final int LONGEST_VALUE = 4_096;

    private ActionReader() {}

    static @Nullable Webhook webhook(Cursor at) {
        Fields fields = at.fields("url", "secretVariable");
        if (fields == null) {
            return null;
        }
        String url = fields.required("url", it -> it.text("a URL with http or https and a host", ActionReader::url));
        String secret = fields.has("secretVariable") ? fields.required("secretVariable", ActionReader::variable) : null;
        return url == null ? null : new Webhook(url, secret);
    }

    static @Nullable SsmPut ssmPut(Cursor at) {
        Fields fields = at.fields("region", "name", "value");
        if (fields == null) {
            return null;
        }
        String region = fields.required(
                "region",
                it -> it.text("an AWS region such as us-west-2", text -> REGION.matcher(text)
                        .matches()));
        String name = fields.required(
                "name",
                it -> it.text(
                        "a parameter's name of letters, digits, '_', '.' and '-', or a path of such names that begins with /",
                        text -> PARAMETER.matcher(text).matches()));
        String value = fields.required(
                "value",
                it -> it.text(
                        "a text of 1 to " + LONGEST_VALUE + " characters",
                        text -> !text.isEmpty() && text.length() <= LONGEST_VALUE));
        return region == null || name == null || value == null ? null : new SsmPut(region, name, value);
    }

    private static @Nullable String variable(Cursor at) {
        return at.text("the name of an environment variable of actuator-service", text -> VARIABLE.matcher(text)
                .matches());
    }

    private static boolean url(String text) {
        try {
            var url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            return web && url.getHost() != null && text.length() <= LONGEST_URL;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
