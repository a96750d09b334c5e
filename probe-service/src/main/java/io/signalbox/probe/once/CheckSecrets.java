package io.signalbox.probe.once;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.probe.core.ConfiguredCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secrets of a topology: values from the environment, and headers and bodies of checks. */
public record CheckSecrets(Redaction secrets) {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    /** Reads the current file; if it cannot be read, every environment variable counts as secret. */
    public static CheckSecrets in(Optional<Path> file, Map<String, String> environment) {
        if (file.isEmpty()) {
            return new CheckSecrets(new Redaction(List.of()));
        }
        try {
            var values = new ArrayList<String>();
            var references = REFERENCE.matcher(Files.readString(file.get()));
            while (references.find()) {
                String value = environment.getOrDefault(references.group(1), references.group(2));
                if (value != null) {
                    values.add(value);
                }
            }
            return new CheckSecrets(new Redaction(values));
        } catch (IOException _) {
            return new CheckSecrets(new Redaction(environment.values()));
        }
    }

    /** Secrets of one check. */
    public Redaction of(ConfiguredCheck configured) {
        var more = new ArrayList<String>();
        if (configured.probe().check() instanceof Check.Http http) {
            http.headers().forEach((name, value) -> {
                if (Redaction.isTelling(name)) {
                    more.add(value);
                }
            });
            HttpDetails details = http.details();
            if (!details.body().isEmpty()) {
                more.add(details.body());
            }
        }
        return secrets.and(more);
    }
}
