package io.signalbox.sandbox.kubernetes;

/** The place of a workload in the cluster. @param kind {@code deployments} or {@code statefulsets} */
record WorkloadKey(String namespace, String kind, String name) {

    String resource() {
        return kind + ".apps \"" + name + "\"";
    }
}
