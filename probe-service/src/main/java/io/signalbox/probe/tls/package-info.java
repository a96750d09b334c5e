/** The check of TLS alone: the certificate and how long it is still good for. */
@NullMarked
package io.signalbox.probe.tls;

import org.jspecify.annotations.NullMarked;
