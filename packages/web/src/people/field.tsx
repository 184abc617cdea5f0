import { type HTMLInputAutoCompleteAttribute, type ReactNode, useId } from 'react';

/** A line to write on, under what it is called; the form that it is in reads it by its name. */
export function Field({
  name,
  label,
  type = 'text',
  complete = 'off',
  digits = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'password';
  readonly complete?: HTMLInputAutoCompleteAttribute;
  /** For a code of digits. */
  readonly digits?: boolean;
}): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        dir={digits || type === 'password' ? 'ltr' : 'auto'}
        autoComplete={complete}
        inputMode={digits ? 'numeric' : undefined}
        autoCapitalize="none"
        spellCheck={false}
        required
      />
    </div>
  );
}

/** What stands in a field of a form that was sent. */
export function written(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
