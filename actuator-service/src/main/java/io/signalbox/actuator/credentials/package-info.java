/** Who this process is to AWS. */
@NullMarked
package io.signalbox.actuator.credentials;

import org.jspecify.annotations.NullMarked;
