/** The identity of this process at AWS. */
@NullMarked
package io.signalbox.actuator.credentials;

import org.jspecify.annotations.NullMarked;
