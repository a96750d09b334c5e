package io.signalbox.cli.context;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A decision-service to talk to.
 *
 * @param name of the context; empty where options or the environment say everything
 * @param url without a path
 * @param tokenFile whose first line is the token; null for none
 * @param tokenVariable the environment variable with the token; null for none
 * @param caFile a PEM file with the only authorities that may sign the service's certificate; null for those of Java
 */
public record Context(
        String name,
        URI url,
        @Nullable Path tokenFile,
        @Nullable String tokenVariable,
        @Nullable Path caFile) {}
