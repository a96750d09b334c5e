package io.signalbox.sandbox.kubernetes;

import io.signalbox.sandbox.http.ReceivedRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One parsed request. @param target null when the path names no workload @param type the body's */
record KubernetesRequest(
        String operation, String path, @Nullable WorkloadKey target, String type, byte[] body, boolean authorized) {

    /** Of the namespace, and of one autoscaler if the path names one. */
    static final Pattern AUTOSCALERS =
            Pattern.compile("/apis/autoscaling/v2/namespaces/([^/]+)/horizontalpodautoscalers(?:/([^/]+?))?/?");

    private static final Pattern WORKLOADS =
            Pattern.compile("/apis/apps/v1/namespaces/([^/]+)/(deployments|statefulsets)/([^/]+?)(/scale)?/?");

    static KubernetesRequest of(ReceivedRequest request, boolean authorized) {
        Matcher at = WORKLOADS.matcher(request.path());
        String operation = request.method();
        WorkloadKey target = null;
        if (at.matches()) {
            operation += at.group(4) == null ? " workload" : " scale";
            target = new WorkloadKey(at.group(1), at.group(2), at.group(3));
        } else if (AUTOSCALERS.matcher(request.path()).matches()) {
            operation += request.method().equals("GET") ? " autoscalers" : " autoscaler";
        }
        String type = request.header("Content-Type").replaceAll("\\s*;.*", "");
        return new KubernetesRequest(operation, request.path(), target, type, request.unpackedBody(), authorized);
    }
}
