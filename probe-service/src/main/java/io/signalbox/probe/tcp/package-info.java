/** The check of a TCP connection, and of the first bytes of a response. */
@NullMarked
package io.signalbox.probe.tcp;

import org.jspecify.annotations.NullMarked;
