/** The check of TLS alone: the handshake and the certificate's remaining validity. */
@NullMarked
package io.signalbox.probe.tls;

import org.jspecify.annotations.NullMarked;
