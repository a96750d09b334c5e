package io.signalbox.contract.topology.yaml;

import io.signalbox.contract.aws.AwsRole;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads names of AWS resources. Only their form is checked; whether they exist, only the provider knows. */
public final class AwsText {

    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{1,20}){1,3}-[0-9]{1,2}");
    private static final Pattern ACCOUNT_ARN =
            Pattern.compile("arn:aws[a-z-]*:([a-z0-9-]+):[a-z0-9-]*:[0-9]{12}:[!-~]{1,900}");
    private static final int LONGEST_NAME = 255;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/-]*");

    private AwsText() {}

    public static @Nullable String region(Cursor at) {
        return at.text(
                "an AWS region such as us-west-2", text -> REGION.matcher(text).matches());
    }

    /** @param service as the ARN names it, for example {@code sns} */
    public static @Nullable String arn(Cursor at, String service) {
        return at.text("an ARN such as arn:aws:" + service + ":us-west-2:123456789012:…", text -> {
            var arn = ACCOUNT_ARN.matcher(text);
            return arn.matches() && arn.group(1).equals(service);
        });
    }

    /** A role: its ARN, or a map that also has its external id. */
    public static @Nullable AwsRole role(Cursor at) {
        if (!at.isMap()) {
            String arn = roleArn(at);
            return arn == null ? null : new AwsRole(arn, null);
        }
        Fields fields = at.fields("arn", "externalId");
        String arn = fields.required("arn", AwsText::roleArn);
        String externalId = fields.has("externalId") ? fields.required("externalId", AwsText::externalId) : null;
        return fields.whole(() -> new AwsRole(arn, externalId));
    }

    /** The same from the entry of a map. @param otherwise if there is no such entry */
    public static @Nullable AwsRole role(Fields fields, String key, @Nullable AwsRole otherwise) {
        return fields.has(key) ? role(fields.at(key)) : otherwise;
    }

    private static @Nullable String roleArn(Cursor at) {
        return at.text("the ARN of a role such as arn:aws:iam::123456789012:role/signalbox", AwsRole::isArn);
    }

    private static @Nullable String externalId(Cursor at) {
        return at.text("2 to 1224 letters, digits and characters of _+=,.@:/-", AwsRole::isExternalId);
    }

    /** A name or an ARN. @param what it names, for the message */
    public static @Nullable String name(Cursor at, String what) {
        return at.text(
                what + " of letters, digits, '_', '-', '.', ':' and '/'",
                text -> text.length() <= LONGEST_NAME && NAME.matcher(text).matches());
    }
}
