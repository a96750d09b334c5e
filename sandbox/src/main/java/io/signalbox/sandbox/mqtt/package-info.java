/** Endpoints and devices of MQTT. */
@NullMarked
package io.signalbox.sandbox.mqtt;

import org.jspecify.annotations.NullMarked;
