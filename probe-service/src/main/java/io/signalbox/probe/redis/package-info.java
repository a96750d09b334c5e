/** The check of Redis: PING, and the replication role. */
@NullMarked
package io.signalbox.probe.redis;

import org.jspecify.annotations.NullMarked;
