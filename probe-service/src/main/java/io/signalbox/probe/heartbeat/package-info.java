/** The check of heartbeats that clients send. */
@NullMarked
package io.signalbox.probe.heartbeat;

import org.jspecify.annotations.NullMarked;
