import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';

/** A button that reads as part of the text: its words underlined by a hairline. */
export function TextButton({
  onPress,
  isDisabled = false,
  children,
}: {
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <AriaButton className="text-link" onPress={onPress} isDisabled={isDisabled}>
      {children}
    </AriaButton>
  );
}

/** A button that is a small drawing; `label` says what it does. */
export function IconButton({
  label,
  onPress,
  isDisabled = false,
  children,
}: {
  readonly label: string;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <AriaButton className="icon-button" aria-label={label} onPress={onPress} isDisabled={isDisabled}>
      {children}
    </AriaButton>
  );
}
