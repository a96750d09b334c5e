/** The check of MQTT brokers: a connection that the broker accepts. */
@NullMarked
package io.signalbox.probe.mqtt;

import org.jspecify.annotations.NullMarked;
