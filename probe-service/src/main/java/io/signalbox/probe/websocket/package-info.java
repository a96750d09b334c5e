/** The check of WebSockets: the upgrade, and a ping with its pong. */
@NullMarked
package io.signalbox.probe.websocket;

import org.jspecify.annotations.NullMarked;
