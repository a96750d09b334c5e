/** Checks of WebSockets: the upgrade, and a ping that is answered. */
@NullMarked
package io.signalbox.probe.websocket;

import org.jspecify.annotations.NullMarked;
