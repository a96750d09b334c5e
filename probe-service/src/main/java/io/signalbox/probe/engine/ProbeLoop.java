package io.signalbox.probe.engine;

import io.netty.channel.EventLoop;

/** An event loop that runs probes. @param monitor measures its lateness @param starts the probes that it starts */
record ProbeLoop(EventLoopMonitor monitor, ProbeStarts starts) {

    static ProbeLoop of(EventLoop loop, EventLoopMonitor.Listener listener) {
        return new ProbeLoop(new EventLoopMonitor(loop, listener), new ProbeStarts(loop));
    }

    EventLoop loop() {
        return monitor.loop();
    }
}
