/** Checks of MQTT brokers: a connection that is accepted. */
@NullMarked
package io.signalbox.probe.mqtt;

import org.jspecify.annotations.NullMarked;
