/** AWS STS on loopback. */
@NullMarked
package io.signalbox.sandbox.sts;

import org.jspecify.annotations.NullMarked;
