/** Wires the other packages: configuration, routes, health, metrics and the life of the service. */
@NullMarked
package io.signalbox.probe.app;

import org.jspecify.annotations.NullMarked;
