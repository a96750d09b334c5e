package io.signalbox.sandbox.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All running child processes. A shutdown hook kills them when this process ends, also by a signal. */
final class ChildRegistry {

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildRegistry::endAll, "children-end"));
    }

    private ChildRegistry() {}

    static void adopt(Process process) {
        ALIVE.add(process);
        var _ = process.onExit().thenAccept(ALIVE::remove);
    }

    private static void endAll() {
        ALIVE.forEach(Process::destroyForcibly);
    }
}
