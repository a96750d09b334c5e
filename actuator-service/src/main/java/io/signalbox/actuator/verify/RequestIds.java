package io.signalbox.actuator.verify;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Collects the ids that AWS gives to requests, also to refused ones. Thread-safe. */
public final class RequestIds implements ExecutionInterceptor {

    private static final List<String> HEADERS = List.of("x-amzn-RequestId", "x-amz-request-id");

    private final List<String> collected = new ArrayList<>();

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        HEADERS.stream()
                .flatMap(header -> context.httpResponse().firstMatchingHeader(header).stream())
                .findFirst()
                .ifPresent(this::add);
    }

    private synchronized void add(String id) {
        collected.add(id);
    }

    /** Removes and returns those since the last call. */
    synchronized List<String> drain() {
        List<String> drained = List.copyOf(collected);
        collected.clear();
        return drained;
    }
}
