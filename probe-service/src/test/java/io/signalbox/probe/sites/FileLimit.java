package io.signalbox.probe.sites;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** How many files this process may have open, by getrlimit(2) and setrlimit(2) of Linux; as before once it is closed. */
@SuppressWarnings("restricted")
public final class FileLimit implements AutoCloseable {

    private static final int RLIMIT_NOFILE = 7;
    private static final MethodHandle GET = function("getrlimit");
    private static final MethodHandle SET = function("setrlimit");

    private final Arena arena = Arena.ofShared();
    /** What may be had now, and what may be asked for. */
    private final MemorySegment limits = arena.allocate(ValueLayout.JAVA_LONG, 2);

    private final long before;

    public FileLimit(long files) {
        call(GET, limits);
        before = limits.getAtIndex(ValueLayout.JAVA_LONG, 0);
        set(files);
    }

    private void set(long files) {
        limits.setAtIndex(ValueLayout.JAVA_LONG, 0, files);
        call(SET, limits);
    }

    private static MethodHandle function(String name) {
        return Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow(name),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    private static void call(MethodHandle function, MemorySegment limits) {
        try {
            int result = (int) function.invokeExact(RLIMIT_NOFILE, limits);
            if (result != 0) {
                throw new IllegalStateException("the system did not take the limit");
            }
        } catch (Throwable e) {
            throw new IllegalStateException("the limit of open files cannot be set", e);
        }
    }

    @Override
    public void close() {
        set(before);
        arena.close();
    }
}
