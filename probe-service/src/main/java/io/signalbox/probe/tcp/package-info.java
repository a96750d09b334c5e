/** A TCP connection that is accepted. */
@NullMarked
package io.signalbox.probe.tcp;

import org.jspecify.annotations.NullMarked;
