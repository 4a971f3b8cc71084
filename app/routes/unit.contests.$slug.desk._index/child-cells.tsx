import type { DeskChild } from "#app/domain/entries/desk/row.ts";
import { type Sex, sexes } from "#app/domain/entries/states.ts";
import { m } from "#app/paraglide/messages.js";
import { IconButton } from "#app/ui/icon-button.tsx";
import { Cell } from "./cell.tsx";

const sexWords: Record<Sex, () => string> = { female: m.desk_sex_female, male: m.desk_sex_male, undisclosed: m.desk_sex_undisclosed };

type Props = {
  child: DeskChild;
  index: number;
  faults: Record<string, string>;
  disabled: boolean;
  removable: boolean;
  onChange: (child: DeskChild) => void;
  onRemove: () => void;
};

/** One child of a work: name, class, birth, sex. */
export function ChildCells({ child, index, faults, disabled, removable, onChange, onRemove }: Props) {
  const fault = (name: keyof DeskChild) => faults[`children.${index}.${name}`];
  const cell = (name: "fullName" | "className" | "birth") => ({
    value: child[name], error: fault(name), disabled, onChange: (value: string) => onChange({ ...child, [name]: value }),
  });
  return (
    <div className="desk-child">
      <Cell label={m.desk_column_name()} {...cell("fullName")} />
      <Cell label={m.desk_column_class()} {...cell("className")} />
      <Cell label={m.desk_column_birth()} placeholder={m.desk_birth_example()} inputMode="numeric" {...cell("birth")} />
      <div className="desk-cell">
        <span className="desk-label" aria-hidden="true">{m.desk_column_sex()}</span>
        <select
          className="desk-select" aria-label={m.desk_column_sex()} value={child.sex} disabled={disabled}
          onChange={(event) => onChange({ ...child, sex: event.currentTarget.value as Sex })}
        >
          {sexes.map((sex) => <option key={sex} value={sex}>{sexWords[sex]()}</option>)}
        </select>
      </div>
      {removable && !disabled ? (
        <IconButton type="button" icon="close" label={m.desk_child_remove({ number: index + 1 })} onClick={onRemove} />
      ) : null}
    </div>
  );
}
