package io.signalbox.contract.topology.reader.check;

import io.signalbox.contract.topology.check.Check.Credentials;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the credentials of a probe. The password comes from a variable, so that no file contains it. */
final class CredentialsReader {

    private static final Pattern USER = Pattern.compile("\\P{Cntrl}{1,256}");
    private static final Pattern PASSWORD = Pattern.compile("\\P{Cntrl}{0,1024}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*:?}");

    private CredentialsReader() {}

    /** Reads the keys {@code user} and {@code password}. */
    static @Nullable Credentials read(Fields fields) {
        if (fields.has("password") && !fields.has("user")) {
            fields.at("password").problem("expected the key user beside it");
            return null;
        }
        return withoutUser(fields);
    }

    /** The same where a password may do without a user. */
    static @Nullable Credentials withoutUser(Fields fields) {
        String user = fields.optional(
                "user",
                "",
                at -> at.text("1 to 256 characters without control characters", text -> USER.matcher(text)
                        .matches()));
        String password = fields.optional("password", "", CredentialsReader::password);
        return fields.whole(() -> new Credentials(user, password));
    }

    private static @Nullable String password(Cursor at) {
        if (!VARIABLE.matcher(at.raw()).matches()) {
            at.problem("expected a variable such as ${PASSWORD}, got something else, which is not shown");
            return null;
        }
        return at.text("at most 1024 characters without control characters", text -> PASSWORD.matcher(text)
                .matches());
    }
}
