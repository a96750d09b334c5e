/** Checks of Redis: a PING, and what the server is to others. */
@NullMarked
package io.signalbox.probe.redis;

import org.jspecify.annotations.NullMarked;
