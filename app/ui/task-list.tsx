import type { ReactNode } from "react";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icon.tsx";

/** The ground of a small mark. */
export type Tone = "plain" | "primary" | "warn" | "bad" | "ok" | "info";

/** Something to do: why, until when, and the button. */
export type Task = {
  key: string;
  icon: IconName;
  tone: Tone;
  title: ReactNode;
  hint?: ReactNode;
  action?: ReactNode;
};

/** What there is to do now. Stands in a flush card. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul className="tasks">
      {tasks.map((task) => (
        <li key={task.key}>
          <span className={`task-icon tone-${task.tone}`}>
            <Icon name={task.icon} />
          </span>
          <div className="task-text">
            <b>{task.title}</b>
            {task.hint ? <small>{task.hint}</small> : null}
          </div>
          {task.action ? <div className="task-action">{task.action}</div> : null}
        </li>
      ))}
    </ul>
  );
}
