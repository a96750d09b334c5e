/** A service as its clients reach it: plain sockets, TLS and one HTTP request, to the addresses that its name leads to. */
@NullMarked
package io.signalbox.actuator.reachability;

import org.jspecify.annotations.NullMarked;
