package io.signalbox.contract.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role that the actuator assumes for its calls to AWS, usually one of another account.
 *
 * @param arn of the role
 * @param externalId that the role's trust policy demands, which is no secret; null for none.
 *     https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AwsRole(
        String arn,
        @JsonProperty(required = false) @Nullable String externalId) {

    private static final Pattern ARN = Pattern.compile("arn:(aws[a-z-]*):iam::([0-9]{12}):role/[\\w+=,.@/-]{1,576}");

    /** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    public AwsRole {
        if (!isArn(arn)) {
            throw new IllegalArgumentException("role: expected the ARN of a role, got \"" + arn + "\"");
        }
        if (externalId != null && !isExternalId(externalId)) {
            throw new IllegalArgumentException("external id of " + arn
                    + ": expected 2 to 1224 of letters, digits and _+=,.@:/-, got \"" + externalId + "\"");
        }
    }

    public static boolean isArn(String text) {
        return ARN.matcher(text).matches();
    }

    public static boolean isExternalId(String text) {
        return EXTERNAL_ID.matcher(text).matches();
    }

    /** The account that the role belongs to. */
    public String account() {
        return part(2);
    }

    /** The partition of AWS that the account belongs to, such as {@code aws-cn}. */
    public String partition() {
        return part(1);
    }

    private String part(int group) {
        Matcher parts = ARN.matcher(arn);
        boolean _ = parts.matches();
        return parts.group(group);
    }

    @Override
    public String toString() {
        return "role " + arn + (externalId == null ? "" : " with external id " + externalId);
    }
}
