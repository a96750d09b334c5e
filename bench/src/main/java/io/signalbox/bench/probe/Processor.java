package io.signalbox.bench.probe;

import java.time.Duration;

/** What processes have used, by the operating system's figure. */
final class Processor {

    private Processor() {}

    static Duration time(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("no processor time of process " + pid));
    }
}
