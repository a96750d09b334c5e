package io.signalbox.probe.app;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.once.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the environment has put into the topology, and what else of a check is not shown. */
record Substituted(Secrets secrets) {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

    /** As the file is now; when it cannot be read, all of the environment is taken for secret. */
    static Substituted in(Optional<Path> file, Map<String, String> environment) {
        if (file.isEmpty()) {
            return new Substituted(new Secrets(List.of()));
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
            return new Substituted(new Secrets(values));
        } catch (IOException _) {
            return new Substituted(new Secrets(environment.values()));
        }
    }

    /** Of one check. */
    Secrets of(Watched watched) {
        var more = new ArrayList<String>();
        if (watched.probe().check() instanceof Check.Http http) {
            http.headers().forEach((name, value) -> {
                if (Secrets.isTelling(name)) {
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
