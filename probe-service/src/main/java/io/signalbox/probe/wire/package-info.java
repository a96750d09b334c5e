/** What every kind of probe shares on the wire: name, connection, TLS, timing, causes of failure. */
@NullMarked
package io.signalbox.probe.wire;

import org.jspecify.annotations.NullMarked;
