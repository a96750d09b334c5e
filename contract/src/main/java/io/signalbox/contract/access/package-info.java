/** Who may call the services: roles and the file of tokens. */
@NullMarked
package io.signalbox.contract.access;

import org.jspecify.annotations.NullMarked;
