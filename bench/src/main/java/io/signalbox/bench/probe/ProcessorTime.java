package io.signalbox.bench.probe;

import java.time.Duration;

/** The processor time of processes, as the operating system reports it. */
final class ProcessorTime {

    private ProcessorTime() {}

    static Duration time(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("cannot read the processor time of process " + pid));
    }
}
