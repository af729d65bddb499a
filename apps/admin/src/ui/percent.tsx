import classes from './percent.module.css';

/** A bar with its number beside it. `label` says of what it is the percentage. */
export function Percent({ value, label }: { value: number; label: string }) {
  return (
    <span className={classes.percent}>
      <span
        className={classes.track}
        role="progressbar"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={100}
        style={{ backgroundSize: `${value}% 100%` }}
      />
      <span className={classes.number} aria-hidden>
        {`${value} %`}
      </span>
    </span>
  );
}
