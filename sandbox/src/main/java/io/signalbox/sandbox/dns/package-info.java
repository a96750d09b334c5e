/** The authoritative name server of the sandbox's hosted zones. */
@NullMarked
package io.signalbox.sandbox.dns;

import org.jspecify.annotations.NullMarked;
