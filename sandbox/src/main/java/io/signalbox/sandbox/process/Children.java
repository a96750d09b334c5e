package io.signalbox.sandbox.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All living children of this process. They end with it, also when it is told to by a signal. */
final class Children {

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll, "children-end"));
    }

    private Children() {}

    static void adopt(Process process) {
        ALIVE.add(process);
        var _ = process.onExit().thenAccept(ALIVE::remove);
    }

    private static void endAll() {
        ALIVE.forEach(Process::destroyForcibly);
    }
}
