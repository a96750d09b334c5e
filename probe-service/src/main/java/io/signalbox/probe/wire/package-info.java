/** Shared by kinds with connections: name resolution, connecting, TLS, timing and datagrams. */
@NullMarked
package io.signalbox.probe.wire;

import org.jspecify.annotations.NullMarked;
