/** Zones on name servers that accept dynamic updates (RFC 2136), signed with TSIG (RFC 8945). */
@NullMarked
package io.signalbox.actuator.rfc2136;

import org.jspecify.annotations.NullMarked;
