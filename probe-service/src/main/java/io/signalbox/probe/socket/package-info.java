/** The sockets of probes on Linux. */
@NullMarked
package io.signalbox.probe.socket;

import org.jspecify.annotations.NullMarked;
