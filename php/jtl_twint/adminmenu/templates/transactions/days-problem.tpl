{* What is not right about the days, below the row with their fields. Wants $asked of AskedDays and $daysExplained. *}
{if $asked->problem !== null}<div class="text-danger" id="twint-days-problem" data-problem="{$asked->wrong}">{$asked->problem->text()} {include file='../explained.tpl' explained=$daysExplained}</div>{/if}
