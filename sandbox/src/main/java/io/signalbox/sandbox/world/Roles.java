package io.signalbox.sandbox.world;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.sandbox.identity.Identities;
import io.signalbox.sandbox.sts.Sts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The roles of a world with {@link WorldPlan#ROLES}: actuators have a web identity, as in Amazon EKS, whose role may do nothing but
 * assume other roles. The zone belongs to another account.
 */
public final class Roles {

    /** The actuators' own role. */
    public static final AwsRole ACTUATOR = new AwsRole("arn:aws:iam::333333333333:role/actuator", null);

    /** The role of the account that has the zone. */
    public static final AwsRole DNS = new AwsRole("arn:aws:iam::111111111111:role/dns", "sandbox");

    private static final String TOKEN = "web-identity-of-the-actuators";

    private Roles() {}

    static boolean areUsed(WorldPlan plan) {
        return plan.routing().equals(WorldPlan.ROLES);
    }

    static String zoneAccount(WorldPlan plan) {
        return areUsed(plan) ? DNS.account() : Identities.HOME;
    }

    /** For {@code dns} of the topology. */
    static String dns() {
        return "role: {arn: \"%s\", externalId: %s}".formatted(DNS.arn(), DNS.externalId());
    }

    /** Makes the actuators' own role. The others trust it as {@code make iam} says. @return the settings of an actuator */
    static Map<String, String> settings(Sts sts, Path directory) {
        sts.trustWebIdentity(ACTUATOR.arn(), TOKEN);
        try {
            Path token = Files.writeString(directory.resolve("web-identity-token"), TOKEN);
            return Map.of(
                    "AWS_WEB_IDENTITY_TOKEN_FILE",
                    token.toString(),
                    "AWS_ROLE_ARN",
                    ACTUATOR.arn(),
                    "AWS_REGION",
                    "us-west-2",
                    "SIGNALBOX_AWS_ACCOUNT",
                    ACTUATOR.account());
        } catch (IOException e) {
            throw new UncheckedIOException("no token can be written to " + directory, e);
        }
    }
}
