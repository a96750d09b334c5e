/** DNS messages to the authoritative name servers: the data plane, which needs no API and no credentials. */
@NullMarked
package io.signalbox.actuator.dns;

import org.jspecify.annotations.NullMarked;
